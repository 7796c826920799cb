"""Makes the models that Winnow ships: weights, tuning, export, evaluation."""
