using Collegue.BrowserTests.Browsing;
using Collegue.Storage.Cases;

namespace Collegue.BrowserTests.Screens;

/// <summary>A screen of the product as somebody comes to it.</summary>
/// <param name="Name">Name of its picture.</param>
/// <param name="Address">Where to go first.</param>
internal sealed record Screen(string Name, Func<Town, string> Address)
{
    public Screen(string name, string address)
        : this(name, _ => address)
    {
    }

    /// <summary>Account it is opened with; nobody's for citizens' screens.</summary>
    public string? Account { get; init; }

    public int Status { get; init; } = 200;

    /// <summary>What is done there before looking; buttons are found by what they lead to, in any language.</summary>
    public Func<Person, Town, Task>? Then { get; init; }

    /// <summary>Height of its picture, in pixels; 0 for none.</summary>
    public int Height { get; init; } = 800;

    /// <summary>Height of its picture as on a telephone, in pixels; 0 for none.</summary>
    public int Telephone { get; init; }

    public static string Desk(Case subject) => $"/desk/case/{subject.Id}";

    public static string Tracking(Case subject) => $"/citizen/case/{subject.TrackingToken}";
}
