// SPDX-License-Identifier: MPL-2.0
/**
 * One HTTPS and one HTTP server on loopback that play every host of the web: the browser is told to
 * look for all of them here.
 */
import http from 'node:http';
import https from 'node:https';

const PIXEL = Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAA=', 'base64');
const HTML = 'text/html; charset=utf-8';

export const htmlPage = (title, body) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title>${body}`;

/** URL of `path` on `host` that answers with these Set-Cookie lines; `body` is what the page holds. */
export function urlSetting(host, cookies, { path = '/', body } = {}) {
  const url = new URL(`https://${host}${path}`);
  for (const line of cookies) url.searchParams.append('set', line);
  if (body) url.searchParams.set('body', body);
  return url.href;
}

/**
 * `routes` are pages by 'host/path': text, or { type, headers, body }, or a function of (request,
 * url) that returns one of them. Every other address answers with the Set-Cookie lines of its `set`
 * parameters and, unless it ends in .gif, with a page that holds its `body`.
 *
 * Returns the ports and `requests`: host, path and the Cookie header of each request so far.
 */
export async function startServers({ tls, routes = {} }) {
  const requests = [];
  const answer = (request, response) => {
    const url = new URL(request.url, `https://${request.headers.host}`);
    requests.push({
      host: url.hostname,
      path: url.pathname,
      cookies: request.headers.cookie ?? '',
    });
    respond(request, response, url, routes[url.hostname + url.pathname]);
  };
  const secure = https.createServer(tls, answer);
  const plain = http.createServer(answer);
  for (const server of [secure, plain]) {
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  }
  return {
    requests,
    httpsPort: secure.address().port,
    httpPort: plain.address().port,
    close() {
      for (const server of [secure, plain]) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}

function respond(request, response, url, route) {
  const found = typeof route === 'function' ? route(request, url) : route;
  const { type = HTML, headers = {}, body } = typeof found === 'object' ? found : { body: found };
  const cookies = url.searchParams.getAll('set');
  if (cookies.length) response.setHeader('Set-Cookie', cookies);
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Access-Control-Allow-Origin', request.headers.origin ?? '*');
  response.setHeader('Access-Control-Allow-Credentials', 'true');
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (body !== undefined) {
    response.setHeader('Content-Type', type);
    response.end(body);
  } else if (url.pathname.endsWith('.gif')) {
    response.setHeader('Content-Type', 'image/gif');
    response.end(PIXEL);
  } else if (url.pathname === '/favicon.ico') {
    response.statusCode = 404;
    response.end();
  } else {
    response.setHeader('Content-Type', HTML);
    response.end(
      htmlPage(url.hostname, url.searchParams.get('body') ?? `<h1>${url.hostname}</h1>`),
    );
  }
}
