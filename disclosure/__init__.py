"""Turn published rectification notices (巡察整改进展情况的通报) into a static disclosure site."""

__version__ = "0.1.0"
