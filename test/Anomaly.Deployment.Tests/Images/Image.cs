namespace Anomaly.Deployment.Tests.Images;

/// <summary>What a stage of a Dockerfile came to: a folder of files, and how its program is started.</summary>
/// <param name="Root">The folder that stands for the image's <c>/</c>.</param>
/// <param name="Folder">The working folder in it, as the image sees it.</param>
/// <param name="Environment">Its variables.</param>
/// <param name="User">The user's number; empty for root.</param>
/// <param name="Ports">The ports that it names.</param>
/// <param name="Entrypoint">The program.</param>
internal sealed record Image(
    string Root, string Folder, IReadOnlyDictionary<string, string> Environment, string User, IReadOnlyList<int> Ports, IReadOnlyList<string> Entrypoint)
{
    /// <summary>A path of the image on this machine.</summary>
    public string Path(string inside) => System.IO.Path.GetFullPath(Root + "/" + System.IO.Path.Combine(Folder, inside));
}
