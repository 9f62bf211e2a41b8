namespace Collegue.Storage.Deadlines;

/// <summary>Where the organisation is, for the public holidays it has beside those of the whole country.</summary>
public enum HolidayRegion
{
    Mainland,
    AlsaceMoselle,
    Guadeloupe,
    Guyane,
    Martinique,
    Mayotte,
    Reunion,
    SaintBarthelemy,
    SaintMartin,
}
