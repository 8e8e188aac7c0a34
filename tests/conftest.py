"""What all tests share."""

import os

from hypothesis import HealthCheck, settings

# Nothing here is timed: a busy machine must not turn a property red. In continuous integration the examples are the
# same every time, so that a failure is the change's own; elsewhere Hypothesis goes on looking for new ones.
settings.register_profile("reseal", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.register_profile("ci", parent=settings.get_profile("reseal"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "reseal")
