"""Our own blank report as a fillable PDF, made from the steps of the screen form and read back into them."""
