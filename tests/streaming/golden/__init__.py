"""Messages and table values of earlier releases, and the script that writes them."""
