"""Read by django-stubs' mypy plugin, by nothing else."""

from whensafe.store.django_settings import BASE

globals().update(BASE)
SECRET_KEY = "only for type checking"  # noqa: S105
