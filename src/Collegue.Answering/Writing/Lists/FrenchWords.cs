using System.Collections.Frozen;

namespace Collegue.Answering.Writing.Lists;

/// <summary>The small words of French that the measures look for.</summary>
internal static class FrenchWords
{
    public static readonly FrozenSet<string> Address = Set(
        "je j me m moi tu te t toi vous nous on mon ma mes ton ta tes votre vos notre nos");

    public static readonly FrozenSet<string> Subordinating = Set(
        "que qu qui dont où lequel laquelle lesquels lesquelles auquel auxquels auxquelles duquel desquels desquelles lorsque lorsqu puisque puisqu quoique quoiqu si quand comme");

    public static readonly FrozenSet<string> Negating = Set("ne n non ni sans jamais aucun aucune nul nulle rien guère pas");

    /// <summary>Words that say in which case something holds.</summary>
    public static readonly FrozenSet<string> Conditional = Set(
        "si sauf sinon excepté hormis hors condition conditions réserve réserves cas hypothèse hypothèses faute défaut moins lorsque lorsqu quand dès tant uniquement seulement exclusivement uniquement jusque jusqu");

    public static readonly FrozenSet<string> SecondNegations = Set("pas plus jamais aucun aucune rien ni nul nulle guère personne que qu point");

    public static readonly FrozenSet<string> Be = Set(
        "est sont était étaient sera seront serait seraient fut furent soit soient êtes sommes suis serez serons seriez serions étiez étions été être");

    /// <summary>After these, a participle says what somebody did, not what was done to them.</summary>
    public static readonly FrozenSet<string> Moving = Set(
        "allé arrivé venu parti entré sorti né mort resté tombé devenu passé monté descendu retourné rentré revenu parvenu intervenu décédé provenu survenu convenu âgé désolé navré fatigué situé privé ravi");

    /// <summary>Participles that do not end in é.</summary>
    public static readonly FrozenSet<string> Participles = Set(
        """
        fait pris mis reçu rendu vu lu dit écrit inscrit transmis remis soumis tenu retenu obtenu prévu connu perdu vendu établi rempli défini choisi fourni servi suivi saisi averti
        garanti ouvert offert couvert joint atteint requis acquis admis permis promis compris émis conduit produit traduit détruit réduit déduit introduit construit instruit exclu inclus
        conclu dû élu interdit souscrit prescrit restreint contraint repris surpris entrepris commis omis démis convaincu reconnu maintenu soutenu contenu entendu attendu étendu suspendu
        défendu répondu confondu tendu accueilli recueilli enrichi puni banni fini réuni subi agi élargi réparti assorti rejoint adjoint disjoint craint plaint éteint cuit nui
        """);

    public static readonly FrozenSet<string> Subjects = Set("il elle on ils elles vous nous je j cela c");

    public static readonly FrozenSet<string> Determiners = Set(
        "le la les l un une des ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs chaque tout toute toutes tous aucun aucune");

    private static FrozenSet<string> Set(string words) => words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
