"""One target, one owner: which of the five checks speaks of a target."""

from enum import StrEnum

from xunjian.model.site import Target, TargetKind, TargetState


class Owner(StrEnum):
    """In order of precedence."""

    ATTACHMENT = "links.attachment"
    SOFT_404 = "links.soft_404"
    HOME = "links.home"
    INNER = "links.inner"
    EXTERNAL = "links.external"


def owner_of(target: Target) -> Owner:
    """The first that fits. A target of the home page is the home page's, whatever site it is on."""
    if target.kind is TargetKind.ATTACHMENT:
        return Owner.ATTACHMENT
    if target.state is TargetState.SOFT_404:
        return Owner.SOFT_404
    if target.on_home:
        return Owner.HOME
    return Owner.INNER if target.same_site else Owner.EXTERNAL
