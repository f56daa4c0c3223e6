"""Which campaigns somebody looks for."""

from typing import Literal

from pydantic import Field

from chalicelib.models.money.funding.campaigns import FUNDED
from chalicelib.schemas.pages import PageForm
from chalicelib.services.money.funding import discovery
from chalicelib.services.photos.views import PostPage


class DiscoveryForm(PageForm):
    """Which list of campaigns is asked for, and which page of it."""

    list: Literal["live", "ending_soon", "nearly_there", "funded", "followed"] = "live"
    offset: int = Field(default=0, ge=0, le=100)

    def find(self, viewer_id: str | None) -> PostPage:
        """Return the page of posts that present these campaigns; a visitor follows nobody."""
        page = self.page()
        if self.list in (discovery.ENDING_SOON, discovery.NEARLY_THERE):
            is_near = self.list == discovery.NEARLY_THERE
            return PostPage(discovery.ending_soon(viewer_id, page.limit, self.offset, is_near=is_near))
        if self.list == discovery.FOLLOWED:
            return discovery.followed(viewer_id, page) if viewer_id else PostPage()
        return discovery.newest(viewer_id, page, FUNDED if self.list == FUNDED else discovery.NEWEST)
