/* services of our site */
tarteaucitron.services.clubstat = {
  "key": "clubstat", "type": "analytic", "name": "Club statistics", "uri": "https://club.example/privacy",
  "needConsent": true, "cookies": ['_clubid', '_clubses'],
  "js": function () { "use strict"; if (tarteaucitron.user.id === undefined) { return; } tarteaucitron.addScript('//club.example/a.js'); }
};
tarteaucitron.services.clubads = { "key": "clubads", "type": "ads", "name": "Club ads", "needConsent": true, "cookies": ["ad_club"], "js": function () {} };
tarteaucitron.services.clubvideo = { "key": "clubvideo", "type": "video", "name": "Club video", "needConsent": true, "cookies": ["VID_LIVE"], "js": function () {} };
