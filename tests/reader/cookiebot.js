CookieConsentDialog.cookieTableNecessary = [["club_session","club.example","Sign-in","Session","HTTP","1","",""],["SESS#","club.example","Sign-in","1 day","HTTP","1","^SESS[0-9a-f]+$",""]];
CookieConsentDialog.cookieTablePreference = [["view","club.example","Keeps the view","Persistent","HTML","2","",""]];
CookieConsentDialog.cookieTableStatistics = [["_gat","club.example<br/>blog.example","Slows requests","1 day","HTTP","1","^_gat(_.+)*$",""]];
CookieConsentDialog.cookieTableAdvertising = [];
CookieConsentDialog.cookieTableUnclassified = [["q","club.example","Unclassified","Session","HTTP","1","",""]];
