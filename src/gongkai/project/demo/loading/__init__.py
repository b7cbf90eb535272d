"""Loading the demo county through the public actions of the apps; one module per app's part."""
