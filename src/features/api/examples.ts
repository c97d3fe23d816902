/** A call to try in a terminal, for each operation; `base` is the address of the API. */
export function examples(base: string): Record<string, string> {
  return {
    clock: `curl '${base}/clock?procedure=access.decision&trigger=2026-03-30'`,
    file: [
      `curl '${base}/submissions' \\`,
      `  -H 'Content-Type: application/json' -H 'Accept-Language: sq' \\`,
      `  -H 'Idempotency-Key: 4f6d2c1e-8a53-4f0e-9b0e-2a9d6f1c7b11' \\`,
      `  -d '{ "kind": "access-request", "subject": "Kontrata nr. 12/2026",`,
      `        "text": "Kërkoj kopjen e kontratës nr. 12/2026.",`,
      `        "name": "Arta Krasniqi", "email": "arta@example.org" }'`,
    ].join('\n'),
    status: `curl '${base}/submissions/KK-2026-00001' -H 'X-Access-Code: ABCDE23456'`,
    passport: `curl '${base}/submissions/KK-2026-00001/passport' -H 'X-Access-Code: ABCDE23456'`,
    document: [
      `curl -OJ '${base}/submissions/KK-2026-00001/documents/9d2f…' \\`,
      `  -H 'X-Access-Code: ABCDE23456'`,
    ].join('\n'),
    cases: `curl '${base}/cases?due=week&assignee=me' -H 'Authorization: Bearer qsj_…'`,
    casePassport: `curl '${base}/cases/KK-2026-00001/passport' -H 'Authorization: Bearer qsj_…'`,
    report: `curl '${base}/reports/2026?asOf=2026-12-31' -H 'Authorization: Bearer qsj_…'`,
  };
}
