"""Tests of governments, agencies, posts, area codes and outlines."""
