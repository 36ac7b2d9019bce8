var cc = initCookieConsent();
cc.run({ current_lang: 'de', autoclear_cookies: true, languages: { de: { settings_modal: {
  cookie_table_headers: [ {col1: 'Name'}, {col2: 'Domain'}, {col3: 'Ablauf'} ],
  blocks: [
    { title: 'Was wir speichern', description: 'Allgemeines' },
    { title: 'Notwendige Cookies', toggle: { value: 'necessary', enabled: true, readonly: true } },
    { title: 'Statistik', toggle: { value: 'analytics', enabled: false, readonly: false },
      cookie_table: [ { col1: '^_ga', col2: 'google.com', col3: '2 Jahre', is_regex: true }, { col1: '_gid', col2: 'google.com', col3: '1 Tag' } ] } ] } } } });
