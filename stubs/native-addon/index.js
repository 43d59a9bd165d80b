throw new Error('Native add-ons are not installed: everything runs in the browser')
