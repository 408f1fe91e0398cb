"""巡检: observe a portal, judge it by data, prove each verdict."""

__version__ = "0.1.0"
