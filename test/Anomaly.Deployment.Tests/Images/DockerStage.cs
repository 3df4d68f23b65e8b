namespace Anomaly.Deployment.Tests.Images;

/// <summary>A stage of a Dockerfile.</summary>
/// <param name="Name">Its name.</param>
/// <param name="From">The image or the stage that it begins with.</param>
/// <param name="Instructions">The rest.</param>
internal sealed record DockerStage(string Name, string From, IReadOnlyList<DockerInstruction> Instructions);
