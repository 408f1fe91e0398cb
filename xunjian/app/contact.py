"""Who is behind a crawl: said in every request, so that a site's operator can ask."""

import os

from xunjian.errors import ConfigError
from xunjian.plan import user_agent

ENVIRONMENT = "XUNJIAN_CONTACT"


def own_user_agent() -> str:
    """The user agent of this installation, with the contact that `XUNJIAN_CONTACT` names.

    Raises ConfigError where that is no web or mail address.
    """
    try:
        return user_agent(os.environ.get(ENVIRONMENT, "").strip())
    except ConfigError as error:
        raise ConfigError(error.message, f"请改正或去掉 {ENVIRONMENT}。") from None
