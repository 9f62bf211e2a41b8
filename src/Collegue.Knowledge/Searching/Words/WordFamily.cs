namespace Collegue.Knowledge.Searching.Words;

/// <summary>Who says that words go together.</summary>
public enum WordOrigin
{
    /// <summary>A list that comes with the program.</summary>
    Program,

    /// <summary>A list of the administrator, in the folder <c>vocabulary</c>.</summary>
    Administrator,

    /// <summary>A document that explains an acronym.</summary>
    Sources,
}

/// <summary>Words that stand for each other in a question.</summary>
/// <param name="List">Name of the list, without its ending.</param>
public sealed record WordFamily(string List, IReadOnlyList<string> Members, WordOrigin Origin);
