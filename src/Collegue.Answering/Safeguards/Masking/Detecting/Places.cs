using System.Collections.Frozen;

namespace Collegue.Answering.Safeguards.Masking.Detecting;

/// <summary>Words after which a name is that of a street, a school or another place, and tells nobody.</summary>
internal static class Places
{
    private const int MostBetween = 4;

    private static readonly FrozenSet<string> Kinds =
        ("rue avenue av place boulevard bd bld allee allees impasse chemin route quai cours square esplanade passage faubourg sentier montee villa cite parvis promenade pont tunnel rond carrefour station metro gare arret " +
        "ecole ecoles college lycee maternelle primaire elementaire gymnase stade salle salles creche creches centre espace maison residence hopital clinique parc jardin mediatheque bibliotheque theatre cinema piscine complexe " +
        "foyer ehpad institut universite fondation tour groupe scolaire eglise chapelle cathedrale basilique paroisse cimetiere saint sainte st ste san santa association club festival prix loi code plan theoreme maladie syndrome " +
        "port ile mont col lac hlm musee conservatoire cafe restaurant hotel pharmacie garage boulangerie supermarche magasin societe entreprise etablissements ets sarl bassin terrain boulodrome dojo auditorium amphitheatre " +
        "charte label dispositif operation mission collection projet village commune ville mairie quartier lotissement domaine clos chateau fete foire marche halle barrage caserne camp base voie agence banque caisse cabinet service").Split(' ').ToFrozenSet();

    private static readonly FrozenSet<string> Between = "de du des la le les l d maternelle primaire elementaire scolaire municipal municipale communal communale public publique polyvalente general docteur professeur president marechal abbe colonel commandant".Split(' ').ToFrozenSet();

    public static bool AreBefore(Reading reading, int at)
    {
        for (var back = at - 1; back >= 0 && at - back <= MostBetween * 2; back--)
        {
            if (reading.StartsLine(back + 1))
                return false;
            if (reading.Is(back, TokenKind.Mark))
            {
                if (reading.Written(back)[0] is '-' or '\'' or '’' or '"' or '«')
                    continue;
                return false;
            }

            if (!reading.Is(back, TokenKind.Word))
                return false;
            if (Kinds.Contains(reading.Word(back)))
                return true;
            if (!Between.Contains(reading.Word(back)) && !reading.IsCapitalised(back))
                return false;
            if (at - back > MostBetween)
                return false;
        }

        return false;
    }
}
