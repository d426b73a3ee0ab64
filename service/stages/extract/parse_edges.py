"""Edges of the parse tree: a token is taken from one head and hung under another."""

from __future__ import annotations

from service.stages.extract.plain_token import Token


def move(token: Token, head: Token, dep: str) -> None:
    """Takes a token with all under it away from its head, to another."""
    cut(token)
    hang(token, head, dep)


def cut(token: Token) -> None:
    """Takes a token with all under it out of the children of its head."""
    above = token.head
    above.children = [c for c in above.children if c is not token]


def hang(token: Token, head: Token, dep: str) -> None:
    """Makes a token that hangs nowhere a child of `head`."""
    token.head, token.dep_ = head, dep
    head.children = sorted([*head.children, token])
