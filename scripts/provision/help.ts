import { DEFAULTS } from "./options.ts";

export const HELP = `Sets a Beyond Identity tenant up for this app, and writes the app's environment file.

  npm run provision                                       asks for what it needs
  npm run provision -- --token-stdin --yes < token.txt    asks nothing

The token is one of the management API (console: Apps > Beyond Identity Management API > API Tokens). It is read from
BEYOND_IDENTITY_API_TOKEN, from standard input or from the terminal, never from a flag: other users and the history of
your shell could see it there. BEYOND_IDENTITY_API_URL overrides the API host.

  --app-url URL              where users reach the app (${DEFAULTS["app-url"]})
  --realm NAME|ID            the realm of the users, made when no realm has the name (${DEFAULTS.realm})
  --name NAME                of the application and its authenticator configuration (${DEFAULTS.name})
  --authenticator TYPE       embedded or hosted (${DEFAULTS.authenticator})
  --env-file FILE            where the app's variables go (${DEFAULTS["env-file"]})
  --resource-server ID       the identifier of your backend's resource server, made when missing, or its id
  --scopes "a b"             its scopes
  --theme NAME               the name in Beyond Identity's mails: makes or changes the realm's theme
  --logo-url URL             the theme's logo, an https address
  --support-url URL          where the theme sends users for help
  --application ID           chooses between applications of one name
  --authenticator-config ID  chooses between configurations of one name
  --api-client ID            chooses between clients of one name for the app's server
  --token-stdin              reads the token from standard input
  --dry-run                  shows each call, and changes nothing
  --yes                      asks nothing
  --teardown                 deletes what provision made, and nothing else
  --json                     writes one JSON document to standard output
  --help                     shows this

Exit codes: 0 done, 1 failed, 2 used wrongly.
`;
