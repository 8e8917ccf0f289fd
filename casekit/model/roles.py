"""Who may be interviewed: roles, sectors, and which side of the table they sit on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from casekit.model.words import Words

__all__ = ["RoleEntry", "Roles", "Sector"]

Side = Literal["municipality", "partner"]


@dataclass(frozen=True, slots=True)
class Sector:
    """Where people work, and whether that is the municipality or a partner of it."""

    id: str
    label: Words
    side: Side


@dataclass(frozen=True, slots=True)
class RoleEntry:
    """A role. ``unique_risk``: usually one person per case has it, so that role and case name the person."""

    id: str
    sector: str
    group: str
    unique_risk: bool
    label: Words


@dataclass(frozen=True, slots=True)
class Roles:
    """The lexicon of actor roles."""

    roles: Mapping[str, RoleEntry] = field(default_factory=dict)
    sectors: Mapping[str, Sector] = field(default_factory=dict)
    groups: Mapping[str, Words] = field(default_factory=dict)

    def side(self, sector: str) -> Side:
        """Whether a sector is the municipality itself; whatever is not known is a partner."""
        return self.sectors[sector].side if sector in self.sectors else "partner"

    def sector_label(self, sector: str, language: str) -> str:
        """The sector's name; an unknown sector is its own name."""
        return self.sectors[sector].label.get(language) if sector in self.sectors else sector

    def role_label(self, role: str, language: str) -> str:
        """The role's name; an unknown role is its own name."""
        return self.roles[role].label.get(language) if role in self.roles else role

    def group_label(self, role: str, language: str) -> str:
        """The group that a role belongs to, such as leader or staff; "" for an unknown role."""
        entry = self.roles.get(role)
        return self.groups[entry.group].get(language) if entry and entry.group in self.groups else ""
