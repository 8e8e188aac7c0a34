// A real OpenID provider for the tests: node provider.mjs '{"port": 0, "redirects": [...], "people": {...}, "keys": [...]}'
import { createRequire } from "node:module";
import { createServer } from "node:http";
import { pathToFileURL } from "node:url";

const given = JSON.parse(process.argv[2]);
const require = createRequire(pathToFileURL(given.modules + "/"));
const { default: Provider } = await import(pathToFileURL(require.resolve("oidc-provider")));

const server = createServer();
server.listen(given.port, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: "reseal",
        client_secret: given.secret,
        redirect_uris: given.redirects,
        response_types: ["code"],
        grant_types: ["authorization_code"],
        id_token_signed_response_alg: given.alg ?? "RS256",
      },
    ],
    jwks: { keys: given.keys },
    claims: { openid: ["sub"], profile: ["preferred_username", "groups"] },
    conformIdTokenClaims: given.userinfo ?? true,
    pkce: { required: () => true },
    cookies: { keys: ["of these tests alone"] },
    findAccount: async (_, id) =>
      given.people[id] && {
        accountId: id,
        claims: async () => ({ sub: id, preferred_username: given.people[id].name, groups: given.people[id].groups }),
      },
    features: { devInteractions: { enabled: true } },
  });
  server.on("request", provider.callback());
  console.log(`ready ${issuer}`);
});
