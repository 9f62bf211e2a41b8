namespace Collegue.Knowledge.Sources.ServicePublic;

/// <summary>Element names of the publication's schema that decide how a text is read.</summary>
internal static class SheetNames
{
    public const string Publication = "Publication";
    public const string Title = "Titre";
    public const string Paragraph = "Paragraphe";
    public const string List = "Liste";
    public const string Item = "Item";
    public const string Table = "Tableau";
    public const string Text = "Texte";
    public const string Introduction = "Introduction";
    public const string Situations = "ListeSituations";
    public const string Source = "Source";
    public const string Image = "Image";
    public const string WhereToGo = "OuSAdresser";
    public const string OnlineService = "ServiceEnLigne";
    public const string OnlineServiceAnnex = "ServiceEnLigneAnnexe";
    public const string LinkedNotice = "NoticeLiee";
    public const string Reference = "Reference";
    public const string Definition = "Definition";
    public const string Abbreviation = "Abreviation";
    public const string CommentedLink = "LienExterneCommente";
    public const string Superscript = "Exposant";
    public const string Subscript = "Indice";
    public const string Amount = "Valeur";
}
