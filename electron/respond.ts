// Answers every request to app://outpost: the built window and the page for a stopped one, read-only, each answer
// (errors too) with the security headers. What is not there is 404, however it was asked for.
import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { SECURITY_HEADERS } from './headers.ts';
import { isOwnUrl } from './origin.ts';
import { resolveResource } from './resource.ts';
import { STOPPED_RESOURCES } from './stopped-page.ts';

export async function respond(folder: string, request: { method: string; url: string }): Promise<Response> {
  if (request.method !== 'GET') return answer(405, 'Only GET is answered here.');
  if (!isOwnUrl(request.url)) return answer(404, 'Not found.');
  const builtIn = STOPPED_RESOURCES[new URL(request.url).pathname];
  if (builtIn) return answer(200, builtIn.text, builtIn.type);
  const resource = resolveResource(folder, request.url);
  if (!resource) return answer(404, 'Not found.');
  try {
    // A link in the folder may lead out of it.
    const file = await realpath(resource.file);
    if (!file.startsWith((await realpath(folder)) + path.sep)) return answer(404, 'Not found.');
    return answer(200, await readFile(file), resource.type);
  } catch {
    return answer(404, 'Not found.');
  }
}

function answer(status: number, body: string | Buffer, type = 'text/plain; charset=utf-8'): Response {
  const bytes = typeof body === 'string' ? body : new Uint8Array(body);
  return new Response(bytes, { status, headers: { ...SECURITY_HEADERS, 'content-type': type } });
}
