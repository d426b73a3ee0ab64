"""Link: `link(mention, index)` says which thing that happened a mention tells."""

from service.stages.link.explain import Join, explain, joins
from service.stages.link.face import country_of
from service.stages.link.index import IncidentIndex
from service.stages.link.link import Linked, link

__all__ = ["IncidentIndex", "Join", "Linked", "country_of", "explain", "joins", "link"]
