import React from 'react'
import Layout from '../components/layout'

const required = [
  ['tern_session', 'Keeps you signed in', 'Session'],
  ['tern_csrf', 'Protects forms', 'Session'],
]

export default function Cookies() {
  return (
    <Layout>
      <h1>Cookies</h1>
      <h2>Required cookies</h2>
      <p>They can&apos;t be switched off.</p>
      <Table headers={['Name', 'Purpose', 'Expires']} data={required} />
      <h2>{t('Analytics cookies')}</h2>
      <table>
        <thead><tr><th>Name</th><th>Provider</th><th>Purpose</th><th>Expiry</th></tr></thead>
        <tbody>
          <Row name="_ga" provider="Google" purpose="Counts visitors" expiry="2 years" />
          <Row name="_ga_*" provider="Google" purpose="Keeps state" expiry="2 years" />
        </tbody>
      </table>
      <h2>Advertising</h2>
      <p>If you agree, we set <code>_fbp</code>{' '}(3 months).</p>
    </Layout>
  )
}
