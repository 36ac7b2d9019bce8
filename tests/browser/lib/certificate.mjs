// SPDX-License-Identifier: MPL-2.0
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** Makes a self-signed certificate in `folder`; browsers here are told to accept any. */
export function makeCertificate(folder) {
  const key = path.join(folder, 'key.pem');
  const certificate = path.join(folder, 'certificate.pem');
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
      .concat(['-keyout', key, '-out', certificate, '-days', '30', '-subj', '/CN=loopback'])
      .concat(['-addext', 'subjectAltName=DNS:www.odwb.be,DNS:localhost']),
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  return { key: fs.readFileSync(key), cert: fs.readFileSync(certificate) };
}
