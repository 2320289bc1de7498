"""Folders on an SFTP server, whose host key is pinned, copied down as far as they are read."""
