namespace Collegue.Bench.Fuzz;

/// <summary>Small valid texts of every format that is text.</summary>
internal static class TextSeeds
{
    public static IReadOnlyList<FuzzSeed> Html { get; } =
    [
        FuzzSeed.OfText("<!DOCTYPE html><html lang=fr><head><meta charset=utf-8><title>Cantine</title><style>p{}</style></head><body><nav><a href='/'>Accueil</a></nav><main><h1>Cantine</h1>"
            + "<p>Le tarif est de <b>3,20&nbsp;€</b>, <a href=\"https://a.example/?a=1&amp;b=2\">voir</a>.</p><ul><li>un<ul><li>deux</ul></ul><table><thead><tr><th colspan=2>Nom</thead><tr><td rowspan=3>a<td>b</table>"
            + "<details><summary>Plus</summary><pre>  texte\n</pre></details><form><select><option>x</select></form><svg><path d='M0'/></svg></main><footer>pied</footer><script>if(a<b){}</script></body></html>"),
        FuzzSeed.OfText("<h2>Sans cadre</h2>texte nu<br>suite<p>un<p>deux<blockquote>cité</blockquote><dl><dt>mot<dd>sens</dl>"),
    ];

    public static IReadOnlyList<FuzzSeed> Markdown { get; } =
    [
        FuzzSeed.OfText("---\ntitle: Cantine\nupdated: 2026-01-01\ntags: [a, b]\n---\n# Cantine\n\nLe tarif est de **3,20 €**, [voir](https://a.example \"titre\").\n\n- un\n  - deux\n    1. trois\n\n| Nom | Prix |\n|:--|--:|\n| a | 1 |\n\n> cité\n> > plus\n\n```cs\ncode\n```\n\n<div>html</div>\n\nNote[^1].\n\n[^1]: la note\n"),
        FuzzSeed.OfText("Titre\n=====\n\nSous-titre\n---\n\n* a\n* b\n\n![image](x.png) <https://a.example> `code` ~~non~~ \\* &eacute;\n\nTerme\n: sens\n"),
    ];

    public static IReadOnlyList<FuzzSeed> Plain { get; } =
    [
        FuzzSeed.OfText("Règlement de la cantine\n\nArticle 1. Les repas sont servis de 11 h 30 à 13 h 30.\n- un point\n- un autre\n\n  1) suite\n\tdécalée\n\nL'été, l'accueil ferme plus tôt.\r\nFin.\n"),
        FuzzSeed.OfText("\uFEFFUne seule ligne sans fin"),
    ];

    public static IReadOnlyList<FuzzSeed> Csv { get; } =
    [
        FuzzSeed.OfText("Nom;Prix;Date\n\"Repas; \"\"enfant\"\"\";3,20 €;01/02/2026\nGoûter;1,00 €;\n\"sur\ndeux lignes\";2;3\n"),
        FuzzSeed.OfText("nom,prix\na,1\nb,2\n"),
        FuzzSeed.OfText("nom\tprix\na\t1\n"),
    ];

    public static IReadOnlyList<FuzzSeed> Eml { get; } =
    [
        FuzzSeed.OfText("From: =?utf-8?Q?Ren=C3=A9?= <a@a.example>\r\nTo: b@b.example, \"C (c)\" <c@c.example>\r\nSubject: =?utf-8?B?w4l0w6k=?=\r\n suite\r\nDate: Tue, 3 Mar 2026 09:00:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n"
            + "--b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nBonjour, l'=E9t=E9 =\r\nsuite\r\n> cit=E9\r\n--c\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Bonjour</p>\r\n--c--\r\n"
            + "--b\r\nContent-Type: text/csv; name=\"a.csv\"\r\nContent-Disposition: attachment; filename*=utf-8''t%C3%A9.csv\r\nContent-Transfer-Encoding: base64\r\n\r\nYTtiCjE7Mgo=\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: d@d.example\r\nSubject: dedans\r\n\r\nTexte.\r\n--b--\r\n"),
        FuzzSeed.OfText("From: a@a.example\nSubject: simple\n\nBonjour.\n\nLe 3 mars 2026, B a écrit :\n> cité\n>> plus\n-- \nsignature\n"),
    ];

    public static IReadOnlyList<FuzzSeed> SheetJson { get; } =
    [
        FuzzSeed.OfText("""
            {"id":"F1","children":[{"type":"element","name":"Publication","attributes":{"ID":"F1","type":"Fiche d'information","spUrl":"https://www.service-public.fr/particuliers/vosdroits/F1"},"children":[
            {"type":"element","name":"dc:title","children":[{"type":"text","text":"Carte d'identité"}]},{"type":"element","name":"dc:description","children":[{"type":"text","text":"La 1^ère demande"}]},
            {"type":"element","name":"dc:date","children":[{"type":"text","text":"modified 2020-10-01"}]},{"type":"element","name":"Audience","children":[{"type":"text","text":"Particuliers"}]},
            {"type":"element","name":"FilDAriane","children":[{"type":"element","name":"Niveau","attributes":{"ID":"N1"},"children":[{"type":"text","text":"Papiers"}]}]},
            {"type":"element","name":"Introduction","children":[{"type":"element","name":"Texte","children":[{"type":"element","name":"Paragraphe","children":[{"type":"text","text":"Elle vaut "},{"type":"element","name":"MiseEnEvidence","children":[{"type":"text","text":"15 ans"}]}]}]}]},
            {"type":"element","name":"ListeSituations","attributes":{"affichage":"onglet"},"children":[{"type":"element","name":"Situation","children":[{"type":"element","name":"Titre","children":[{"type":"text","text":"Majeur"}]},{"type":"element","name":"Texte","children":[{"type":"element","name":"Chapitre","children":[{"type":"element","name":"Titre","children":[{"type":"text","text":"Coût"}]},
            {"type":"element","name":"Liste","children":[{"type":"element","name":"Item","children":[{"type":"element","name":"Paragraphe","children":[{"type":"text","text":"gratuit"}]}]}]},{"type":"element","name":"Tableau","children":[{"type":"element","name":"Rangée","children":[{"type":"element","name":"Cellule","children":[{"type":"text","text":"25 €"}]}]}]}]}]}]}]},
            {"type":"element","name":"ServiceEnLigne","attributes":{"ID":"R1","URL":"https://a.example","type":"Téléservice"},"children":[{"type":"element","name":"Titre","children":[{"type":"text","text":"Pré-demande"}]}]}]}]}
            """),
        FuzzSeed.OfText("""{"type":"element","name":"Publication","attributes":{"ID":"F2"},"children":[{"type":"element","name":"dc:title","children":[{"type":"cdata","cdata":"Passeport"}]},{"type":"element","name":"Texte","children":[{"type":"text","text":"Texte."}]}]}"""),
    ];

    public static IReadOnlyList<FuzzSeed> SheetXml { get; } =
    [
        FuzzSeed.OfText("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Publication xmlns:dc=\"http://purl.org/dc/elements/1.1/\" ID=\"F1\" type=\"Fiche d'information\"><dc:title>Carte d'identité</dc:title><dc:description>La 1^ère demande</dc:description><dc:date>modified 2020-10-01</dc:date>"
            + "<Audience>Particuliers</Audience><FilDAriane><Niveau ID=\"N1\">Papiers</Niveau></FilDAriane><Introduction><Texte><Paragraphe>Elle vaut <MiseEnEvidence>15 ans</MiseEnEvidence>.</Paragraphe></Texte></Introduction>"
            + "<ListeSituations affichage=\"onglet\"><Situation><Titre>Majeur</Titre><Texte><Chapitre><Titre>Coût</Titre><Liste><Item><Paragraphe>gratuit</Paragraphe></Item></Liste><Tableau><Colonne/><Rangée><Cellule>25 €</Cellule></Rangée></Tableau></Chapitre></Texte></Situation></ListeSituations>"
            + "<OuSAdresser ID=\"R2\" type=\"Local\"><Titre>Mairie</Titre></OuSAdresser><Reference URL=\"https://a.example\"><Titre>Code civil</Titre></Reference><!-- fin --></Publication>"),
        FuzzSeed.OfText("<Publication ID='F2'><dc:title xmlns:dc='d'>Passeport</dc:title><Texte><![CDATA[Texte & suite]]></Texte></Publication>"),
    ];
}
