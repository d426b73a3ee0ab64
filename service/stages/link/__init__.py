"""Link: `link(mention, index)` says which thing that happened a mention tells."""

from service.stages.link.explain import explain
from service.stages.link.face import country_of
from service.stages.link.index import IncidentIndex
from service.stages.link.link import Linked, link

__all__ = ["IncidentIndex", "Linked", "country_of", "explain", "link"]
