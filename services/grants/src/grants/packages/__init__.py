"""A package: grants, social investment and assets for one purpose, which close together once its conditions are met."""
