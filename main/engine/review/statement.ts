// How does a certificate leave a review? With who gave it, where its lock stands on the ledger, and which records were read; signed.
import type { Certificate, Statement } from '../../stopping/certificate.ts';
import type { Host } from '../host.ts';
import type { Audit } from './audits.ts';
import type { OpenReview } from './open.ts';
import { signed } from './signing.ts';

export const statementOf = (review: OpenReview, audit: Audit, certificate: Certificate, { host, by }: { host: Host; by: string }): Statement => {
  const { seq, at } = audit;
  const records = review.store.citations
    .many(certificate.sampled.map(({ id }) => id))
    .map(({ key, title = '', pmid, doi }) => ({ id: key, title, ...(pmid !== undefined && { pmid }), ...(doi !== undefined && { doi }) }));
  const statement: Statement = {
    ...certificate,
    made: { by, at: host.now().toISOString(), version: host.version },
    ledger: { review: review.store.id, locked: { seq, at, by: audit.by, hash: Buffer.from(review.store.ledger.hash(seq)).toString('hex') } },
    records,
  };
  return signed(statement, host.folders.keys ?? host.folders.data);
};
