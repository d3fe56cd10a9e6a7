"""Tests of what builds and ships the product."""
