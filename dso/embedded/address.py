"""The address we serve at: is it free, does it answer."""

import http.client
import socket

HOST = "127.0.0.1"


class PortInUse(SystemExit):
    """Another program listens where we were told to serve."""


def require_free(port: int) -> None:
    """Raises PortInUse with the port and the flag that chooses another."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as problem:
            raise PortInUse(
                f"Port {port} is in use by another program. Nothing was started. Choose another "
                f"with --port, for example: manage.py up --port {port + 1}"
            ) from problem


def answers(port: int) -> bool:
    """Whether a web server of ours serves pages; a refused host or a redirect is an answer too."""
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
