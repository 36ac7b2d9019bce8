// The table lists what autoClear deletes by a pattern; /^mt_/ is told nowhere else.
CookieConsent.run({
  categories: {
    necessary: { enabled: true, readOnly: true },
    analytics: { autoClear: { cookies: [{ name: /^_ga/ }, { name: /^mt_/ }] } },
  },
  language: {
    default: 'fr',
    translations: {
      fr: {
        preferencesModal: {
          sections: [
            {
              title: 'Strictement nécessaires',
              linkedCategory: 'necessary',
              cookieTable: {
                headers: { name: 'Nom', exp: 'Durée' },
                body: [{ name: 'salle_panier', exp: '15 minutes' }],
              },
            },
            {
              title: 'Mesure d’audience',
              linkedCategory: 'analytics',
              cookieTable: {
                headers: { name: 'Nom', exp: 'Durée' },
                body: [
                  { name: '_ga', exp: '13 mois' },
                  { name: '_ga_*', exp: '13 mois' },
                ],
              },
            },
          ],
        },
      },
    },
  },
});
