"""How people hear of it: mail, through SMTP or into a folder."""
