// A certified OpenID Connect provider for the tests, with one client: the console.
//   node provider.mjs CONSOLE_ADDRESS [without-userinfo]
// Prints its own address. Takes "roles PERSON a,b" on standard input and answers "ok"; ends when standard input ends.
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { Provider } from 'oidc-provider';

// Standard output carries answers alone; the library writes its notices there.
console.info = console.error;

const [, , consoleAddress, mode] = process.argv;
const roles = new Map();
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'console',
        client_secret: 'a-secret-for-tests-only',
        token_endpoint_auth_method: 'client_secret_post',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: [`${consoleAddress}signin-oidc`],
        post_logout_redirect_uris: [`${consoleAddress}signout-callback-oidc`],
        backchannel_logout_uri: `${consoleAddress}signout-backchannel`,
        backchannel_logout_session_required: true,
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256' }] },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    claims: { openid: ['sub', 'realm_access'], profile: ['name'] },
    // With userinfo the roles stand there, as the standard has it; without, in the identity token.
    conformIdTokenClaims: mode !== 'without-userinfo',
    features: {
      backchannelLogout: { enabled: true },
      userinfo: { enabled: mode !== 'without-userinfo' },
    },
    // The dispatcher it passes refuses addresses of this machine, and here the console stands on this machine.
    fetch: (url, { dispatcher, ...options }) => globalThis.fetch(url, options),
    issueRefreshToken: async () => true,
    rotateRefreshToken: true,
    findAccount: async (_, id) => ({
      accountId: id,
      claims: async () => ({
        sub: id,
        name: `Person ${id}`,
        realm_access: { roles: roles.get(id) ?? [] },
      }),
    }),
    // Nobody is asked for consent.
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({
        clientId: ctx.oidc.client.clientId,
        accountId: ctx.oidc.session.accountId,
      });
      grant.addOIDCScope('openid profile offline_access');
      await grant.save();
      return grant;
    },
  });
  server.on('request', provider.callback());
  console.log(issuer);
});

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const [, person, list] = line.split(' ');
    roles.set(person, list ? list.split(',') : []);
    console.log('ok');
  })
  .on('close', () => process.exit(0));
