"""What does a text mean? The order language: text, catalogue and context in, acts out (see GRAMMAR.md).

Product lists are read by ``models.language.listing``; they are few beside messages, so what reads them is loaded apart.
"""

from models.language.entry import EntryBody, read_entry_body
from models.language.products import Catalog, compile_catalog
from models.language.read import read

__all__ = ["Catalog", "EntryBody", "compile_catalog", "read", "read_entry_body"]
