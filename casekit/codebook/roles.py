"""YAML bytes → the lexicon of actor roles."""

from functools import lru_cache
from typing import Any, cast

from casekit.errors import CodebookError
from casekit.files.yaml import load_yaml
from casekit.model.roles import RoleEntry, Roles, Sector, Side
from casekit.model.words import Words

__all__ = ["read_roles"]


@lru_cache(maxsize=8)  # every study of a project asks for the same
def read_roles(data: bytes, *, file: str) -> Roles:
    """The roles and sectors in a lexicon file.

    Raises:
        CodebookError: broken YAML, or no such lexicon.
    """
    plain, _ = load_yaml(data, file=file)
    if not isinstance(plain, dict) or plain.get("casekit") != "lexicon/1":
        raise CodebookError("not_a_codebook", file=file, format="lexicon/1")
    try:
        return _roles(cast("dict[str, Any]", plain))
    except (KeyError, TypeError, AttributeError) as error:
        raise CodebookError("lexicon_lacks", file=file, name=str(error)) from None


def _roles(plain: dict[str, Any]) -> Roles:
    sectors = [
        Sector(item["id"], Words.of(item["label"]), cast("Side", item["side"])) for item in plain["sectors"]
    ]
    groups = {item["id"]: Words.of(item["label"]) for item in plain["groups"]}
    roles = [
        RoleEntry(
            item["id"], item["sector"], item["group"], item["unique_risk"] == "true", Words.of(item["label"])
        )
        for item in plain["roles"]
    ]
    return Roles({role.id: role for role in roles}, {sector.id: sector for sector in sectors}, groups)
