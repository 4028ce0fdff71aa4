"""What does a text mean? The order language: text, catalogue and context in, acts out (see GRAMMAR.md)."""

from models.language.entry import EntryBody, read_entry_body
from models.language.listing import read_listing
from models.language.products import Catalog, compile_catalog
from models.language.read import read

__all__ = ["Catalog", "EntryBody", "compile_catalog", "read", "read_entry_body", "read_listing"]
