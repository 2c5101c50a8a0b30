using Auth0Emulator.Tenant;

namespace Auth0Emulator.Tests.Management;

public sealed class PasswordPolicyTests
{
    [Theory]
    [InlineData(PasswordPolicy.None, "x", true)]
    [InlineData(PasswordPolicy.None, "", false)]
    [InlineData(PasswordPolicy.Low, "abcde", false)]
    [InlineData(PasswordPolicy.Low, "abcdef", true)]
    [InlineData(PasswordPolicy.Fair, "abcdefgh", false)]
    [InlineData(PasswordPolicy.Fair, "Abcdefg1", true)]
    [InlineData(PasswordPolicy.Fair, "Abcdef1", false)]
    [InlineData(PasswordPolicy.Fair, "abcdefg!1", false)]
    [InlineData(PasswordPolicy.Good, "Abcdefg1", true)]
    [InlineData(PasswordPolicy.Good, "abcdef1!", true)]
    [InlineData(PasswordPolicy.Good, "abcdefg1", false)]
    [InlineData(PasswordPolicy.Good, "Abcde1!", false)]
    [InlineData(PasswordPolicy.Excellent, "Abcdefgh1", false)]
    [InlineData(PasswordPolicy.Excellent, "Abcdefghi1", true)]
    [InlineData(PasswordPolicy.Excellent, "Abcdeeefg1", false)]
    [InlineData(PasswordPolicy.Excellent, "Abcdeefgg1", true)]
    public void Each_policy_takes_what_Auth0s_takes(PasswordPolicy policy, string password, bool strongEnough) =>
        Assert.Equal(strongEnough, policy.Satisfies(password));

    [Fact]
    public void The_seeded_password_satisfies_the_seeded_policy() => Assert.True(PasswordPolicy.Good.Satisfies(TenantSeed.Password));
}
