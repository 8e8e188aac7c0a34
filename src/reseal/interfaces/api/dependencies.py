"""What handlers find by the names of their parameters: `store: AStore`, `judging: AJudging`, `chosen: …`."""

from litestar.di import NamedDependency

from reseal.configuration import Configuration
from reseal.interfaces.api.judging import Judging
from reseal.storage.store import Store

AStore = NamedDependency[Store]
AJudging = NamedDependency[Judging]
AConfiguration = NamedDependency[Configuration]
