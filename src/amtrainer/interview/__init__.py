"""The use case of hiring managers and raters: a structured day, rated blind, revealed together, explained to each candidate.

Importing it is cheap; what is heavy is imported when a day is opened.
"""
