"""What does somebody read who asked for paper? The route in words, and files."""

from __future__ import annotations

from handlers.replies.to_organizer import private
from models.mail import Json, Post
from models.values import PersonId


def route(person: PersonId, values: dict[str, Json]) -> Post:
    """``送货单`` in words, to be forwarded as it is (values: handlers/delivering.route_values)."""
    return private(person, "route", values)


def document(person: PersonId, name: str, values: dict[str, Json]) -> Post:
    """A file that was asked for."""
    return private(person, name, values, document=name)
