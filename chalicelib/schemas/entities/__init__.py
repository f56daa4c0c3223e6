"""What the API answers: each entity as a type, which checks what render functions return and draws the document.

Nothing imports these modules when a request is answered: they are read by mypy and by `python -m docs.api`.
"""

# ruff: noqa: F403
from chalicelib.schemas.entities.direct import *
from chalicelib.schemas.entities.kinds import *
from chalicelib.schemas.entities.limits import *
from chalicelib.schemas.entities.links import *
from chalicelib.schemas.entities.money.creators import *
from chalicelib.schemas.entities.money.funding import *
from chalicelib.schemas.entities.money.selling import *
from chalicelib.schemas.entities.operator import *
from chalicelib.schemas.entities.people.accounts import *
from chalicelib.schemas.entities.people.door import *
from chalicelib.schemas.entities.people.filters import *
from chalicelib.schemas.entities.people.passkeys import *
from chalicelib.schemas.entities.photos.finding import *
from chalicelib.schemas.entities.photos.insights import *
from chalicelib.schemas.entities.photos.keeping import *
from chalicelib.schemas.entities.photos.media import *
from chalicelib.schemas.entities.photos.offers import *
from chalicelib.schemas.entities.photos.places import *
from chalicelib.schemas.entities.photos.polls import *
from chalicelib.schemas.entities.photos.statuses import *
from chalicelib.schemas.entities.photos.stories import *
from chalicelib.schemas.entities.safety import *
from chalicelib.schemas.entities.server import *
from chalicelib.schemas.entities.talk import *
from chalicelib.schemas.entities.terms import *
