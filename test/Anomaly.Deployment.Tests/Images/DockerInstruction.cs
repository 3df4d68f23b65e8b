namespace Anomaly.Deployment.Tests.Images;

/// <summary>An instruction of a Dockerfile.</summary>
/// <param name="Keyword">Such as <c>RUN</c>.</param>
/// <param name="Text">What follows it.</param>
internal sealed record DockerInstruction(string Keyword, string Text);
